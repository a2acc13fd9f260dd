module {
  func.func public @main(%input0: tensor<3xf32>, %input1: tensor<3xf32>) -> (tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>) {
    %0 = stablehlo.constant dense<0x40400000> : tensor<3xf32>
    %1 = stablehlo.optimization_barrier %0 : tensor<3xf32>
    %2 = stablehlo.divide %input0, %1 : tensor<3xf32>
    %3 = stablehlo.divide %input0, %input1 : tensor<3xf32>
    %4 = stablehlo.divide %input1, %input0 : tensor<3xf32>
    %5 = stablehlo.optimization_barrier %3 : tensor<3xf32>
    %6 = stablehlo.optimization_barrier %4 : tensor<3xf32>
    %7 = stablehlo.divide %5, %6 : tensor<3xf32>
    %8 = stablehlo.compare GT, %input0, %input1, FLOAT : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xi1>
    %9 = stablehlo.convert %8 : (tensor<3xi1>) -> tensor<3xf32>
    %10 = stablehlo.select %8, %input0, %input1 : tensor<3xi1>, tensor<3xf32>
    %11 = stablehlo.constant dense<0x3F800000> : tensor<3xf32>
    %12 = stablehlo.subtract %input1, %11 : tensor<3xf32>
    %13 = stablehlo.multiply %input1, %input0 : tensor<3xf32>
    %14 = stablehlo.constant dense<0x00000000> : tensor<3xf32>
    %15 = stablehlo.compare NE, %input0, %14, FLOAT : (tensor<3xf32>, tensor<3xf32>) -> tensor<3xi1>
    %16 = stablehlo.select %15, %12, %13 : tensor<3xi1>, tensor<3xf32>
    %17 = stablehlo.minimum %input0, %input1 : tensor<3xf32>
    %18 = stablehlo.maximum %input0, %input1 : tensor<3xf32>
    %19 = stablehlo.add %17, %18 : tensor<3xf32>
    return %2, %7, %9, %10, %16, %19 : tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>, tensor<3xf32>
  }
}
