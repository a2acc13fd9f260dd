module {
  func.func public @main(%input0: tensor<2x3xf32>, %input1: tensor<1x3xf32>) -> (tensor<1xf32>, tensor<2x1xf32>, tensor<2x3xf32>, tensor<3x2xf32>, tensor<3x2xf32>, tensor<2x2xf32>, tensor<4x4xf32>, tensor<4x3xf32>, tensor<2xf32>) {
    %0 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %1 = stablehlo.reduce(%input0 init: %0) applies stablehlo.add across dimensions = [1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<2xf32>
    %2 = stablehlo.reshape %1 : (tensor<2xf32>) -> tensor<2x1xf32>
    %3 = stablehlo.constant dense<0xFF800000> : tensor<f32>
    %4 = stablehlo.reduce(%input0 init: %3) applies stablehlo.maximum across dimensions = [0, 1] : (tensor<2x3xf32>, tensor<f32>) -> tensor<f32>
    %5 = stablehlo.reshape %4 : (tensor<f32>) -> tensor<1x1xf32>
    %6 = stablehlo.broadcast_in_dim %input1, dims = [0, 1] : (tensor<1x3xf32>) -> tensor<2x3xf32>
    %7 = stablehlo.reshape %input0 : (tensor<2x3xf32>) -> tensor<3x2xf32>
    %8 = stablehlo.transpose %input0, dims = [1, 0] : (tensor<2x3xf32>) -> tensor<3x2xf32>
    %9 = stablehlo.slice %input0 [0:2, 1:3] : (tensor<2x3xf32>) -> tensor<2x2xf32>
    %10 = stablehlo.pad %input0, %0, low = [0, 1], high = [2, 0], interior = [0, 0] : (tensor<2x3xf32>, tensor<f32>) -> tensor<4x4xf32>
    %11 = stablehlo.concatenate %input0, %input0, dim = 0 : (tensor<2x3xf32>, tensor<2x3xf32>) -> tensor<4x3xf32>
    %12 = stablehlo.constant dense<0x7FC00000> : tensor<2xf32>
    %13 = stablehlo.reshape %5 : (tensor<1x1xf32>) -> tensor<1xf32>
    %14 = stablehlo.concatenate %13, dim = 0 : (tensor<1xf32>) -> tensor<1xf32>
    return %14, %2, %6, %7, %8, %9, %10, %11, %12 : tensor<1xf32>, tensor<2x1xf32>, tensor<2x3xf32>, tensor<3x2xf32>, tensor<3x2xf32>, tensor<2x2xf32>, tensor<4x4xf32>, tensor<4x3xf32>, tensor<2xf32>
  }
}
