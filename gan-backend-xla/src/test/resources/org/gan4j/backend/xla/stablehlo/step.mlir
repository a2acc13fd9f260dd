module {
  func.func public @main(%variable0: tensor<2x3xf32> {tf.aliasing_output = 0 : i32}, %variable1: tensor<3xf32>, %input2: tensor<4x2xf32>) -> (tensor<2x3xf32>, tensor<2xf32>, tensor<4x3xf32>) {
    %0 = stablehlo.dot_general %input2, %variable0, batching_dims = [] x [], contracting_dims = [1] x [0], precision = [HIGHEST, HIGHEST] : (tensor<4x2xf32>, tensor<2x3xf32>) -> tensor<4x3xf32>
    %1 = stablehlo.reshape %variable1 : (tensor<3xf32>) -> tensor<1x3xf32>
    %2 = stablehlo.broadcast_in_dim %1, dims = [0, 1] : (tensor<1x3xf32>) -> tensor<4x3xf32>
    %3 = stablehlo.add %0, %2 : tensor<4x3xf32>
    %4 = stablehlo.constant dense<0x00000000> : tensor<f32>
    %5 = stablehlo.reduce(%3 init: %4) applies stablehlo.add across dimensions = [0, 1] : (tensor<4x3xf32>, tensor<f32>) -> tensor<f32>
    %6 = stablehlo.reshape %5 : (tensor<f32>) -> tensor<1x1xf32>
    %7 = stablehlo.reshape %6 : (tensor<1x1xf32>) -> tensor<f32>
    %8 = stablehlo.constant dense<0x3DAAAAAB> : tensor<f32>
    %9 = stablehlo.multiply %7, %8 : tensor<f32>
    %10 = stablehlo.constant dense<0x3DCCCCCD> : tensor<2x3xf32>
    %11 = stablehlo.multiply %variable0, %10 : tensor<2x3xf32>
    %12 = stablehlo.reshape %7 : (tensor<f32>) -> tensor<1xf32>
    %13 = stablehlo.reshape %9 : (tensor<f32>) -> tensor<1xf32>
    %14 = stablehlo.concatenate %12, %13, dim = 0 : (tensor<1xf32>, tensor<1xf32>) -> tensor<2xf32>
    return %11, %14, %3 : tensor<2x3xf32>, tensor<2xf32>, tensor<4x3xf32>
  }
}
